"""All pairs at once: factored atomic predicates in NumPy.

Addresses and traffic are cut into atoms that no rule tells apart. What a filter lets through is a set of traffic atoms
(bits of 64-bit words) for each address atom; who reaches whom is a matter of gathering and combining such words.
"""
