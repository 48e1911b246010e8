"""Every role by every address, action, inline, autocomplete and history of the panel's desk.

The tables of these tests are the promise; whatever the desk has and they do not know fails. What is sent is what the
page's own form would send, so that whoever may not is refused for the role and not for what was typed.
"""
