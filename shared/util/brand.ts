/** A `Value` that only its own constructor makes: units of measure and ids that must not be mixed up. */
export type Brand<Value, Name extends string> = Value & { readonly __brand: Name };
