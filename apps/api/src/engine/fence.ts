import { Kind, OperationTypeNode, visit } from 'graphql';
import type { ASTVisitor, DocumentNode } from 'graphql';

/** One reason why a document is not compiled: there the compiler is known to answer otherwise than graphql-js. */
export interface FenceRule {
  readonly name: string;
  readonly isBroken: (document: DocumentNode) => boolean;
}

/** Whether a part of the document is met that the visitor's callback says yes to. */
const meets =
  (visitorOf: (found: () => void) => ASTVisitor) =>
  (document: DocumentNode): boolean => {
    let met = false;
    visit(
      document,
      visitorOf(() => (met = true)),
    );
    return met;
  };

/**
 * What graphql-jit may compile: a document that breaks none of these. Each stands for documents that were seen to get
 * other answers than graphql-js gives; the differential spec holds one of each, and goes red without the fence.
 */
export const FENCE: readonly FenceRule[] = [
  {
    // The name may pick another operation with the next request; a mutation gains nothing and is never executed twice.
    name: 'one query and no other operation',
    isBroken: ({ definitions }) => {
      const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
      return operations.length !== 1 || operations[0]!.operation !== OperationTypeNode.QUERY;
    },
  },
  {
    // Conditions are kept on the nodes of the syntax tree, which all spreads of a fragment share.
    name: 'no directives',
    isBroken: meets((found) => ({ Directive: found })),
  },
  {
    name: 'no default for a variable that may not be null',
    isBroken: meets((found) => ({
      VariableDefinition: ({ type, defaultValue }) => {
        if (type.kind === Kind.NON_NULL_TYPE && defaultValue) found();
      },
    })),
  },
  {
    // Within a scalar such as JSON the variable is lost; of input objects a variable without a value becomes a member.
    name: 'no variable within a list or an object',
    isBroken: meets((found) => {
      const within = { Variable: found };
      return { ListValue: (node) => void visit(node, within), ObjectValue: (node) => void visit(node, within) };
    }),
  },
  {
    // The compiler has a copy of the schema that is sorted: lists of types, fields and values would have another order.
    name: 'no introspection',
    isBroken: meets((found) => ({
      Field: ({ name }) => {
        if (name.value === '__schema' || name.value === '__type') found();
      },
    })),
  },
  {
    // Compiled code assigns to the member, which sets the prototype instead, and the field is lost.
    name: 'no field that is to be called __proto__',
    isBroken: meets((found) => ({
      Field: ({ alias }) => {
        if (alias?.value === '__proto__') found();
      },
    })),
  },
];

/** Whether the document may be compiled. */
export const isWithinFence = (document: DocumentNode, fence: readonly FenceRule[] = FENCE): boolean =>
  !fence.some(({ isBroken }) => isBroken(document));
