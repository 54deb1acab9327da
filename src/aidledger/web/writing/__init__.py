"""Writing through pages: signing in, adding articles, people's words; none on a reading server."""
