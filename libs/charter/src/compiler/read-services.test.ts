import { fieldsOf } from './read-services.ts';
import { propertiesOf } from './zod-properties.ts';

type Path = Parameters<Parameters<Parameters<typeof fieldsOf>[0]['eachPath']>[0]>[1];
const schema = (paths: Record<string, Path>) => ({
  eachPath: (visit: (path: string, type: Path) => void) => {
    for (const [path, type] of Object.entries(paths)) visit(path, type);
  },
});

describe('reading a service', () => {
  it('gives each leaf its own clause, and what stands on a list to its inside', () => {
    const inner = schema({
      line: {},
      _id: { options: { auto: true } },
      note: { options: { clause: '2.contents' } },
    });
    const fields = fieldsOf(
      schema({
        _id: { options: { technical: true } },
        lines: { options: { clause: '2.subscription' }, schema: inner },
        tags: { embeddedSchemaType: { options: { technical: true } } },
        bare: {},
      }),
    );
    expect(fields).toEqual([
      { field: '_id', clause: null, technical: true },
      { field: 'lines.line', clause: '2.subscription', technical: false },
      { field: 'lines._id', clause: null, technical: true },
      { field: 'lines.note', clause: '2.contents', technical: false },
      { field: 'tags', clause: null, technical: true },
      { field: 'bare', clause: null, technical: false },
    ]);
  });

  it('finds the properties of an answer at any depth', () => {
    const leaf = { _zod: { def: { type: 'string' } } };
    const person = { _zod: { def: { type: 'object', shape: { name: leaf, email: leaf } } } };
    const list = { _zod: { def: { type: 'array', element: person } } };
    const either = {
      _zod: { def: { type: 'union', options: [list, { _zod: { def: { shape: { found: leaf } } } }] } },
    };
    expect(propertiesOf(either)).toEqual(['name', 'email', 'found']);
    expect(propertiesOf(null)).toEqual([]);
  });
});
