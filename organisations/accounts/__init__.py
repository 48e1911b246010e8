"""How people come in: there is no open sign-up."""
