import { categories } from '../categories.ts';
import type { Facts, Finding, Opened } from './facts.ts';

const clausesFile = 'libs/charter/src/clauses.ts';
const countFile = 'libs/charter/open-clauses.json';
const holdingsFile = (service: string) =>
  service === 'chassis' ? 'libs/holdings/src/own-collections.ts' : `services/${service}/src/holdings.ts`;

/** Everything that is wrong between the charter and the code. Pure: an empty answer lets the build pass. */
export function judge(facts: Facts): Finding[] {
  const unreadable = facts.unreadable.map((what) => ({
    where: '',
    what,
    remedy: 'Mend it first: what cannot be read cannot be checked.',
  }));
  return [
    ...unreadable,
    ...fieldsWithoutClause(facts),
    ...collectionsUndeclared(facts),
    ...holdingsUnknown(facts),
    ...tagsUnasked(facts),
    ...enforcersMissing(facts),
    ...keptWithoutProof(facts),
    ...doorsWithoutClause(facts),
    ...tooManyOpen(facts),
  ];
}

/** Names that only a person's data bears: such a field is never technical. */
const personal =
  /(^|\.)(e-?mail|phone|firstName|lastName|fullName|ip|ipAddress|userAgent|birth\w*|postalCode)$/i;

function fieldsWithoutClause({ fields, rules }: Facts): Finding[] {
  const known = new Set(rules.map((rule) => rule.id));
  return fields.flatMap(({ service, holding, field, clause, technical }) => {
    const name = `${service}.${holding}.${field}`;
    const where = `services/${service}, holding "${holding}"`;
    if (clause !== null && technical) {
      return [
        {
          where,
          what: `${name} says both a clause and technical.`,
          remedy: 'Keep one: what a person gave or did has a clause.',
        },
      ];
    }
    if (clause !== null && !known.has(clause)) {
      return [
        {
          where,
          what: `${name} names the clause "${clause}", which the charter does not have.`,
          remedy: `The ids are in ${clausesFile} and laws.ts beside it.`,
        },
      ];
    }
    if (technical && personal.test(field)) {
      return [
        {
          where,
          what: `${name} says technical, and its name says that it is somebody’s.`,
          remedy: 'Give it the clause that lets it be kept; what nobody gave may have another name.',
        },
      ];
    }
    if (clause !== null || technical) return [];
    return [
      {
        where,
        what: `${name} is stored, and no clause of the charter lets it be kept.`,
        remedy: `Give its path in the schema \`clause: '…'\` (npm run charter lists them), or \`technical: true\` for an id, a version or a date of the row. If no clause fits, the charter does not allow it: do not store it.`,
      },
    ];
  });
}

function collectionsUndeclared({ opened, declared }: Facts): Finding[] {
  const isKnown = ({ service, name }: Opened) =>
    declared.some((known) => known.name === name && [service, 'chassis'].includes(known.service));
  const first = new Map<string, Opened>();
  for (const use of opened) {
    const key = `${use.service}.${use.name}`;
    if (!isKnown(use) && !first.has(key)) first.set(key, use);
  }
  return [...first.values()].map(({ file, service, name }) => ({
    where: file,
    what: `The collection "${name}" is used here and declared nowhere: nobody would count, export, purge or scan it.`,
    remedy:
      service === 'chassis'
        ? `Give it a line in ${holdingsFile(service)}.`
        : `Declare it with holding({ name: '${name}', category, … }) and list it in ${holdingsFile(service)} (under shortLived if its rows live minutes).`,
  }));
}

function holdingsUnknown({ declared }: Facts): Finding[] {
  return declared.flatMap(({ service, name, category, client, global }) => {
    const where = holdingsFile(service);
    if (category !== undefined && !(category in categories)) {
      return [
        {
          where,
          what: `The holding "${name}" has the category "${category}", which the charter does not have.`,
          remedy: 'The categories, each with its term, are in libs/charter/src/categories.ts.',
        },
      ];
    }
    if (client === null && !global) {
      return [
        {
          where,
          what: `The holding "${name}" belongs to no client and does not say why.`,
          remedy: 'Name the path of the client’s id in `client`, or give the reason in `global`.',
        },
      ];
    }
    return [];
  });
}

function tagsUnasked({ tags, rules }: Facts): Finding[] {
  return tags.flatMap(({ file, name, rule: id }) => {
    const rule = rules.find((candidate) => candidate.id === id);
    const enforcer = `${file}#${name}`;
    if (rule === undefined) {
      return [
        {
          where: file,
          what: `${name} is tagged "@enforces ${id}", and the charter has no such clause.`,
          remedy: `The ids are in ${clausesFile}.`,
        },
      ];
    }
    if (rule.enforcers.includes(enforcer)) return [];
    return [
      {
        where: file,
        what: `${name} enforces ${id}, and the clause does not ask for it.`,
        remedy: `Add '${enforcer}' to the enforcers of ${id} in libs/charter/src, or take the tag away: a rule without a clause has no place here.`,
      },
    ];
  });
}

function enforcersMissing({ rules, tags, files }: Facts): Finding[] {
  return rules.flatMap((rule) =>
    rule.enforcers.flatMap((enforcer) => {
      const [file = '', name] = enforcer.split('#');
      if (tags.some((tag) => tag.file === file && tag.name === name && tag.rule === rule.id)) return [];
      const what = files.has(file)
        ? `${rule.id} is said to be enforced by ${name}, which is not there or does not carry "@enforces ${rule.id}".`
        : `${rule.id} is said to be enforced by ${enforcer}, and there is no such file.`;
      return [
        {
          where: file,
          what,
          remedy: `Put the tag into the docstring of what enforces it now, and name that in libs/charter/src.`,
        },
      ];
    }),
  );
}

function keptWithoutProof({ rules, files }: Facts): Finding[] {
  return rules.flatMap((rule) => {
    const where = rule.id.startsWith('law.') ? 'libs/charter/src/laws.ts' : clausesFile;
    const lost = rule.proofs.filter((proof) => !files.has(proof));
    const findings: Finding[] = lost.map((proof) => ({
      where,
      what: `${rule.id} names the proof ${proof}, which does not exist.`,
      remedy: 'Write it, or take it off the list.',
    }));
    if (rule.status === 'kept' && rule.proofs.length === 0) {
      findings.push({
        where,
        what: `${rule.id} is marked kept, and no test proves it.`,
        remedy: `Write tests/charter/${rule.id}.test.ts and name it in proofs, or mark the clause open.`,
      });
    }
    const mutant = `tests/charter/mutants/${rule.id}.patch`;
    if (rule.status === 'kept' && !files.has(mutant)) {
      findings.push({
        where,
        what: `${rule.id} is marked kept, and nobody saw its proof fail.`,
        remedy: `Write ${mutant}: a patch that takes the enforcement out (npm run break ${rule.id} applies it).`,
      });
    }
    if (rule.status === 'kept' && rule.enforcers.length === 0) {
      findings.push({
        where,
        what: `${rule.id} is marked kept, and no code enforces it.`,
        remedy: `Tag the function that does with "@enforces ${rule.id}" and name it in enforcers.`,
      });
    }
    return findings;
  });
}

function doorsWithoutClause({ doors, rules }: Facts): Finding[] {
  return doors
    .filter((door) => !rules.some((rule) => rule.id === door.clause))
    .map(({ service, method, path, clause }) => ({
      where: `services/${service}/src/routes.ts`,
      what: `${method.toUpperCase()} ${path} serves the clause "${clause}", which the charter does not have.`,
      remedy: `The ids are in ${clausesFile}. A route that serves no clause should not be there.`,
    }));
}

function tooManyOpen({ rules, openAllowed }: Facts): Finding[] {
  const open = rules.filter((rule) => rule.status === 'open' && !rule.id.startsWith('law.')).length;
  const { now, least } = openAllowed;
  if (now > least) {
    return [
      {
        where: countFile,
        what: `It says ${now} open clauses, and once said ${least}: the number may only fall.`,
        remedy: `Set it back to ${least}.`,
      },
    ];
  }
  if (open > now) {
    return [
      {
        where: countFile,
        what: `${open} clauses are open, ${now} are allowed: a promise that was kept is open again.`,
        remedy: 'Bring its enforcement and its proof back.',
      },
    ];
  }
  if (open < now) {
    return [
      {
        where: countFile,
        what: `${open} clauses are open and ${now} are allowed.`,
        remedy: `Good: lower the number to ${open}, so that it cannot rise again.`,
      },
    ];
  }
  return [];
}
