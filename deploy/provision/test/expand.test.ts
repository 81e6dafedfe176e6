import { type Holding, holding, prepareHoldings, renewValidators } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import mongoose from 'mongoose';
import { openDatabase } from '../../../tests/support/database.ts';

const technical = true;
const version = (fields: Record<string, object>): Holding =>
  holding({
    name: 'notes',
    category: 'technical',
    client: null,
    global: 'for the test',
    schema: new mongoose.Schema({ _id: { type: String, required: true, technical }, ...fields }),
  });
const before = version({ text: { type: String, required: true, technical } });
const after = version({
  text: { type: String, technical },
  mark: { type: String, required: true, technical },
});

/** Two versions of a service write into one collection: before an upgrade, and before a rollback. */
test.each([
  ['upgrade', before, after],
  ['rollback', after, before],
])('%s: until every pod is renewed the database takes what either version writes', async (_, from, to) => {
  const { db, remove } = await openDatabase('expand');
  try {
    await prepareHoldings(db, [from]);
    await renewValidators(db, [from]);
    const notes = db.collection<{ _id: string }>('notes');
    const insert = (row: object) => notes.insertOne({ _id: newId(), ...row } as never);
    const old = { text: 'a' };
    const young = { text: 'b', mark: 'm' };
    await renewValidators(db, [to], true);
    await renewValidators(db, [to], true);
    for (const row of [old, young]) await insert(row);
    await notes.updateMany({}, { $set: { text: 'c' } });
    await expect(insert({ text: 'd', iban: 'FR76' })).rejects.toThrow('Document failed validation');
    await renewValidators(db, [to]);
    await insert(to === after ? young : old);
    await expect(insert(to === after ? old : young)).rejects.toThrow('Document failed validation');
  } finally {
    await remove();
  }
});
