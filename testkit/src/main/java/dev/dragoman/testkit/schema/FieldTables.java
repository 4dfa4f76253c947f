package dev.dragoman.testkit.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The tables of one vendor, read from a text file.
 *
 * <p>The file has definitions of three kinds, in any order; {@code #} begins a comment:
 * {@snippet lang=text :
 * Metadata { user_id string(..256)? }                    # an object that knows its fields; ! required, ? may be null
 * Content = string | [Block](1..)                         # another name for a type
 * Block by type = text { text: TextBlock image: Image }   # objects told apart by a field; = the tag when it is absent
 * }
 * {@code ...Name} within an object stands for the fields of another object. Types are {@code string integer number boolean base64 any object}, quoted strings, {@code [T]} for arrays, {@code {T}}
 * for objects with free keys, names of definitions, and these joined by {@code |}. In parentheses stand the bounds of a
 * number or length, and the pattern of a string between slashes.
 */
public final class FieldTables {

    private final Map<String, Type> types;

    FieldTables(Map<String, Type> types) {
        this.types = types;
    }

    /** Reads the file of this name beside the class. */
    public static FieldTables load(Class<?> beside, String file) {
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no field tables " + file + " beside " + beside);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the field tables " + file, e);
        }
    }

    /** Reads tables from text. */
    public static FieldTables parse(String text) {
        FieldTables tables = new FieldTables(new FieldTableReader(text).read());
        tables.types.values().forEach(tables::requireDefined);
        return tables;
    }

    /** The type of this name. */
    public Type type(String name) {
        Type type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("undefined type: " + name);
        }
        return type;
    }

    /** Checks a value and lists what is wrong with it, in document order. */
    public List<Violation> check(JsonNode value, String typeName, Reading reading) {
        return new Check(this, reading).check(value, type(typeName));
    }

    private void requireDefined(Type type) {
        switch (type) {
            case Type.Named(String name) -> type(name);
            case Type.ListOf(Type element, Bounds ignored) -> requireDefined(element);
            case Type.MapOf(Type value, Bounds ignored) -> requireDefined(value);
            case Type.Closed(String ignored, Map<String, Field> fields) ->
                fields.values().forEach(field -> requireDefined(field.type()));
            case Type.Tagged tagged -> tagged.members().values().forEach(this::requireDefined);
            case Type.Either(List<Type> alternatives) -> alternatives.forEach(this::requireDefined);
            case Type.OrNull(Type inner) -> requireDefined(inner);
            case Type.Text ignored -> {}
            case Type.Base64 ignored -> {}
            case Type.Whole ignored -> {}
            case Type.Decimal ignored -> {}
            case Type.Bool ignored -> {}
            case Type.OneOf ignored -> {}
            case Type.Anything ignored -> {}
            case Type.OpenObject ignored -> {}
        }
    }
}
