import pg from 'pg';

/** Whole numbers of 64 bits arrive as text; ours are times and counts, safe as numbers. */
export const numbersAsNumbers = new pg.TypeOverrides();
numbersAsNumbers.setTypeParser(pg.types.builtins.INT8, Number);
