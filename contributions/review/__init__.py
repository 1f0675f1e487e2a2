"""The review desk: the queue, one contribution with the three ways out, and the page for people asked from outside."""
