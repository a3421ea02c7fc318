import { isEnumType, isInputObjectType, isObjectType, type GraphQLSchema } from 'graphql';

type Lengths = Readonly<Record<string, number>>;

const known = new WeakMap<GraphQLSchema, Lengths>();

/** The lengths of a schema's introspection lists, by `type.field`: exact for the list of types, averages for the lists of a type. */
export function introspectedLengths(schema: GraphQLSchema): Lengths {
  let lengths = known.get(schema);
  if (!lengths) known.set(schema, (lengths = measured(schema)));
  return lengths;
}

function measured(schema: GraphQLSchema): Lengths {
  const types = Object.values(schema.getTypeMap());
  const fields = types.filter(isObjectType).flatMap((type) => Object.values(type.getFields()));
  const inputs = types.filter(isInputObjectType).flatMap((type) => Object.values(type.getFields()));
  const values = types.filter(isEnumType).flatMap((type) => type.getValues());
  const directives = schema.getDirectives();
  return {
    '__Schema.types': types.length,
    '__Schema.directives': directives.length,
    '__Type.fields': fields.length / types.length,
    '__Type.inputFields': inputs.length / types.length,
    '__Type.enumValues': values.length / types.length,
    '__Field.args': fields.flatMap(({ args }) => args).length / fields.length,
    '__Directive.args': directives.flatMap(({ args }) => args).length / directives.length,
    '__Directive.locations': 3,
  };
}
