import type { Say } from '#application/starting/language.js';
import type { GraphqlClient } from '../transport/graphql-client.js';

interface Someone {
  readonly id: string;
  readonly name: string | null;
}

interface Program {
  readonly members: readonly { readonly person: Someone; readonly role: string; readonly until: string | null }[];
  readonly pillarLeads: readonly { readonly pillar: string; readonly person: Someone }[];
  readonly balance: { readonly weakest: string | null } | null;
  readonly initiatives: { readonly edges: readonly { readonly node: { readonly owner: Someone | null } }[] };
}

interface Linked {
  readonly link: string | null;
  readonly userErrors: readonly { readonly code: string }[];
}

const PEOPLE = `{ programs(first: 1) { edges { node {
  members { person { id name } role until }
  pillarLeads { pillar person { id name } }
  balance { weakest }
  initiatives(first: 50, status: ACTIVE) { edges { node { owner { id name } } } }
} } } }`;
const INVITE = 'mutation($input: InvitePersonInput!) { invitePerson(input: $input) { link userErrors { code } } }';
const LINK = 'mutation($input: MakeLinkInput!) { makeLink(input: $input) { link userErrors { code } } }';

/** Addresses that only this machine reaches: whoever opens a link of the demo becomes that person. */
const isLoopback = (host: string): boolean => /^(127\.\d+\.\d+\.\d+|::1|localhost)$/.test(host);

/**
 * The lines with a one-time link each for a PMO, an owner, the lead of a pillar and an auditor of the first program, to see it as they do: in
 * the web app, an owner on the page of their own work. None if the api can be reached from elsewhere, or the program has nobody of the kind.
 */
export async function demoLinks(api: GraphqlClient, host: string, say: Say): Promise<readonly string[]> {
  if (!isLoopback(host)) return [];
  const { programs } = await api.ask<{ programs: { edges: readonly { node: Program }[] } }>(PEOPLE);
  const program = programs.edges[0]?.node;
  if (!program) return [];
  const holding = (role: string): Someone | undefined =>
    program.members.find((member) => member.role === role && member.until === null)?.person;
  const pmo = holding('PMO');
  const auditor = holding('AUDITOR');
  // The lead of the weakest pillar has something to decide.
  const isWeakest = ({ pillar }: { readonly pillar: string }): number => Number(pillar === program.balance?.weakest);
  const leads = program.pillarLeads.toSorted((one, other) => isWeakest(other) - isWeakest(one)).map(({ person }) => person);
  const lead = leads.find(({ id }) => id !== pmo?.id && id !== auditor?.id);
  const others = new Set([pmo?.id, auditor?.id, ...leads.map(({ id }) => id)]);
  const owner = program.initiatives.edges.map(({ node }) => node.owner).find((one) => one && !others.has(one.id));
  const lines: string[] = [];
  for (const [label, person, page] of [
    [say('PMO       ', 'PMO    '), pmo, ''],
    [say('举措负责人', 'owner  '), owner, '?next=/my-work'],
    [say('支柱负责人', 'lead   '), lead, ''],
    [say('审计员    ', 'auditor'), auditor, ''],
  ] as const) {
    const link = person && (await linkFor(person, api));
    if (link) lines.push(`  ${label}  ${link}${page}   ${person.name ?? person.id}`);
  }
  return lines;
}

async function linkFor({ id, name }: Someone, api: GraphqlClient): Promise<string | null> {
  const invited = await api.ask<{ invitePerson: Linked }>(INVITE, { input: { personId: id, name: name ?? id } });
  if (invited.invitePerson.link !== null) return invited.invitePerson.link;
  // The person was let in by an earlier demo.
  const again = await api.ask<{ makeLink: Linked }>(LINK, { input: { personId: id } });
  return again.makeLink.link;
}
