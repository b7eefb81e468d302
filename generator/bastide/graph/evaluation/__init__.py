"""Works out what text only says: locals, functions, conditionals, repetition, local modules."""
