"""Starting the portal: its environment, its database, its server. Up to the environment: standard library only.

What settings.py calls (pure questions; only the secret key's file is made):

    from portal.startup import data_folder, database_settings, secret_key
    DATA_FOLDER = data_folder()                       # PORTAL_DATA, by default ./var
    SECRET_KEY = secret_key(DATA_FOLDER)              # made on first run, mode 600
    DATABASES = {"default": database_settings()}      # DATABASE_URL, else the embedded cluster
    DATABASES["default"]["OPTIONS"] |= {…}            # pool, time-outs: keep what is in OPTIONS

What pytest needs: ``-p portal.startup.pytest_database`` before settings are read (``./run test`` says it). It starts
one throw-away cluster and puts its address into DATABASE_URL, which xdist's workers inherit.

manage.py starts the cluster itself. Statement time-outs are lifted while portal/startup/prepare.py migrates and loads.
"""

from portal.startup.database import data_folder, database_settings, secret_key

__all__ = ["data_folder", "database_settings", "secret_key"]
