"""
The proof of a release: an attack on what is about to be printed, by a solver that knows nothing of the protection.

`attack.given_away` is the attack, `refusal.refuse_if_given_away` stops a release that does not withstand it. Nothing
here is imported by what protects, nor does anything here import that: the two would share their mistakes.
"""
