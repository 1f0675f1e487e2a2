"""What a request passes on its way to its view, and the answer on its way back; settings.MIDDLEWARE has the order."""
