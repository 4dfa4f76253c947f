package dev.dragoman.json;

import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as bytes, indexed by its top-level members. Small members are read from it directly, large ones stay
 * bytes until somebody asks; a changed copy shares all bytes that did not change. Immutable.
 */
public final class JsonBody {

    private static final Slice COMMA = Slice.utf8(",");
    private static final Slice OPEN = Slice.utf8("{");
    private static final Slice CLOSE = Slice.utf8("}");

    private final List<Member> members;
    private final @Nullable Slice original;
    private final KeyWatch watch;

    private JsonBody(List<Member> members, @Nullable Slice original, KeyWatch watch) {
        this.members = members;
        this.original = original;
        this.watch = watch;
    }

    /**
     * One member.
     *
     * @param text the member as in its source, from the name's quote to the end of the value
     * @param mentioned the bits of what is watched for and was met within the value
     */
    private record Member(String name, Slice value, Slice text, long mentioned) {}

    /** Indexes the object, checking that it is strict JSON in UTF-8 without duplicate top-level names. */
    public static JsonBody parse(byte[] bytes) {
        return parse(Slice.of(bytes), KeyWatch.NONE);
    }

    /** As {@link #parse(byte[])}, and notes what of that which is watched for occurs below the top level. */
    public static JsonBody parse(Slice json, KeyWatch watch) {
        byte[] bytes = json.array();
        List<Member> members = new ArrayList<>(16);
        JsonScanner scanner = new JsonScanner(bytes, json.offset(), json.length(), watch);
        scanner.scan((name, nameLength, escaped, value, valueLength, mentioned) -> {
            String memberName = name(bytes, name, nameLength, escaped);
            refuseDuplicate(members, memberName, name - json.offset());
            members.add(new Member(
                    memberName,
                    new Slice(bytes, value, valueLength),
                    new Slice(bytes, name - 1, value + valueLength - name + 1),
                    mentioned));
        });
        return new JsonBody(members, json, watch);
    }

    /** A body of an object's members. */
    public static JsonBody of(JsonObject object) {
        JsonBody body = new JsonBody(new ArrayList<>(), null, KeyWatch.NONE);
        object.forEach((name, value) -> body.members.add(member(name, Slice.of(Json.bytes(value)), 0)));
        return body;
    }

    /** Whether there is such a member, also when its value is null. */
    public boolean has(String name) {
        return find(name) != null;
    }

    /** The bytes of the member's value, or null when there is no such member. */
    public @Nullable Slice raw(String name) {
        Member member = find(name);
        return member == null ? null : member.value;
    }

    /** The member's value, or null when there is no such member. */
    public @Nullable JsonValue value(String name) {
        Slice raw = raw(name);
        return raw == null ? null : Json.parse(raw);
    }

    /** The member's text, or null when it is absent or no string. */
    public @Nullable String string(String name) {
        Slice raw = raw(name);
        if (raw == null || raw.array()[raw.offset()] != '"') {
            return null;
        }
        return text(raw.array(), raw.offset() + 1, raw.length() - 2);
    }

    /** The member's truth value, or null when it is absent or none. */
    public @Nullable Boolean bool(String name) {
        Slice raw = raw(name);
        byte first = raw == null ? 0 : raw.array()[raw.offset()];
        if (first == 't') {
            return true;
        }
        return first == 'f' ? false : null;
    }

    /** The member's number, or null when it is absent or no number. */
    public @Nullable JsonNumber number(String name) {
        Slice raw = raw(name);
        byte first = raw == null ? 0 : raw.array()[raw.offset()];
        return raw != null && (first == '-' || (first >= '0' && first <= '9')) ? new JsonNumber(raw.text()) : null;
    }

    /** Whether the member is absent or null. */
    public boolean isNull(String name) {
        Slice raw = raw(name);
        return raw == null || raw.array()[raw.offset()] == 'n';
    }

    /** Whether it is known what of that label's members occurs below the top level. */
    public boolean watches(String label) {
        return watch.bit(label) != 0;
    }

    /** Whether something with the label of the watch was met within the member's value. */
    public boolean mentions(String name, String label) {
        Member member = find(name);
        return member != null && (member.mentioned & watch.bit(label)) != 0;
    }

    /** Whether anything that is watched for was met within the member's value. */
    public boolean mentionsAny(String name) {
        Member member = find(name);
        return member != null && member.mentioned != 0;
    }

    /** The member names in order. */
    public List<String> names() {
        return members.stream().map(Member::name).toList();
    }

    /** Visits the members in order. */
    public void forEach(BiConsumer<String, Slice> visitor) {
        for (Member member : members) {
            visitor.accept(member.name, member.value);
        }
    }

    /** This body with the member replaced or appended. */
    public JsonBody with(String name, JsonValue value) {
        return with(name, Slice.of(Json.bytes(value)));
    }

    /** This body with the member replaced or appended; {@code value} must be JSON. */
    public JsonBody with(String name, Slice value) {
        List<Member> changed = new ArrayList<>(members.size() + 1);
        Member before = find(name);
        Member put = member(name, value, before == null ? 0 : before.mentioned);
        for (Member member : members) {
            changed.add(member.name.equals(name) ? put : member);
        }
        if (before == null) {
            changed.add(put);
        }
        return new JsonBody(changed, null, watch);
    }

    /** This body without the member. */
    public JsonBody without(String name) {
        if (!has(name)) {
            return this;
        }
        List<Member> changed = new ArrayList<>(members.size());
        for (Member member : members) {
            if (!member.name.equals(name)) {
                changed.add(member);
            }
        }
        return new JsonBody(changed, null, watch);
    }

    /** The whole object as a value. */
    public JsonObject toObject() {
        JsonObject.Builder object = JsonObject.builder();
        for (Member member : members) {
            object.append(member.name, Json.parse(member.value));
        }
        return object.build();
    }

    /** The bytes to send: the original ones when nothing changed, else a gathering that copies no unchanged member. */
    public Body toBody() {
        Slice unchanged = original;
        if (unchanged != null) {
            return new Body(List.of(unchanged));
        }
        List<Slice> slices = new ArrayList<>(8);
        slices.add(OPEN);
        for (int i = 0; i < members.size(); i++) {
            if (i > 0 && !joins(slices.getLast(), members.get(i).text, slices)) {
                slices.add(COMMA);
                slices.add(members.get(i).text);
            } else if (i == 0) {
                slices.add(members.get(i).text);
            }
        }
        slices.add(CLOSE);
        return new Body(slices);
    }

    /** Extends the last slice over the next member when both stand side by side in one array. */
    @SuppressWarnings("ReferenceEquality") // whether it is the same array is the question
    private static boolean joins(Slice last, Slice next, List<Slice> slices) {
        int lastEnd = last.offset() + last.length();
        if (last.array() != next.array()
                || lastEnd >= next.offset()
                || !onlyComma(last.array(), lastEnd, next.offset())) {
            return false;
        }
        slices.set(
                slices.size() - 1,
                new Slice(last.array(), last.offset(), next.offset() + next.length() - last.offset()));
        return true;
    }

    private static boolean onlyComma(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] > ' ' && bytes[i] != ',') {
                return false;
            }
        }
        return true;
    }

    private @Nullable Member find(String name) {
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (member.name.equals(name)) {
                return member;
            }
        }
        return null;
    }

    private static Member member(String name, Slice value, long mentioned) {
        Slice text = new JsonWriter(name.length() + value.length() + 8)
                .name(name)
                .raw(value)
                .toSlice();
        return new Member(
                name, new Slice(text.array(), text.length() - value.length(), value.length()), text, mentioned);
    }

    private static void refuseDuplicate(List<Member> members, String name, int offset) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).name.equals(name)) {
                throw new JsonSyntaxException("duplicate member \"" + name + "\"", offset);
            }
        }
    }

    private static String name(byte[] bytes, int offset, int length, boolean escaped) {
        return escaped ? text(bytes, offset, length) : new Slice(bytes, offset, length).text();
    }

    private static String text(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\\') {
                return ((JsonString) Json.parse(new Slice(bytes, offset - 1, length + 2))).value();
            }
        }
        return new Slice(bytes, offset, length).text();
    }
}
