import { Kind, OperationTypeNode, visit } from 'graphql';
import type { ASTVisitor, DocumentNode } from 'graphql';

/** A reason not to compile a document: the compiler is known to answer such documents differently from graphql-js. */
export interface FenceRule {
  readonly name: string;
  readonly isBroken: (document: DocumentNode) => boolean;
}

/** A check whether the visitor's callback returns true for any part of the document. */
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
 * graphql-jit may compile a document that breaks none of these rules. Each rule stands for documents that were seen to get other answers
 * than from graphql-js; the differential spec has one of each and fails without the rule.
 */
export const FENCE: readonly FenceRule[] = [
  {
    // The operation name may pick another operation at the next request. A mutation gains nothing from compilation and is never executed
    // twice.
    name: 'one query and no other operation',
    isBroken: ({ definitions }) => {
      const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
      return operations.length !== 1 || operations[0]!.operation !== OperationTypeNode.QUERY;
    },
  },
  {
    // The compiler stores conditions on syntax tree nodes, which all spreads of a fragment share.
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
    // Inside a scalar such as JSON the compiler loses the variable; in an input object a variable without a value becomes a member.
    name: 'no variable within a list or an object',
    isBroken: meets((found) => {
      const within = { Variable: found };
      return { ListValue: (node) => void visit(node, within), ObjectValue: (node) => void visit(node, within) };
    }),
  },
  {
    // The compiler uses a sorted copy of the schema, whose lists of types, fields and values have another order.
    name: 'no introspection',
    isBroken: meets((found) => ({
      Field: ({ name }) => {
        if (name.value === '__schema' || name.value === '__type') found();
      },
    })),
  },
  {
    // Compiled code assigns to the member `__proto__`, which sets the prototype, so the field is lost.
    name: 'no field that is to be called __proto__',
    isBroken: meets((found) => ({
      Field: ({ alias }) => {
        if (alias?.value === '__proto__') found();
      },
    })),
  },
];

/** Whether no rule of the fence forbids compiling the document. */
export const isWithinFence = (document: DocumentNode, fence: readonly FenceRule[] = FENCE): boolean =>
  !fence.some(({ isBroken }) => isBroken(document));
