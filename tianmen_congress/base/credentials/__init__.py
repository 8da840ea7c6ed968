"""How an account comes to be and gets its password: never by one person alone.

Nobody sets another's password. A one-time code of two halves, known to two people, lets
the owner set his own; the office proposes accounts and posts, the officers carry out.
"""
