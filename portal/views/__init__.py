"""The pages of the site itself: home, what it says about itself, what programs and search engines ask for."""
