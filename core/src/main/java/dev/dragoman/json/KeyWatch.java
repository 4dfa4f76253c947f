package dev.dragoman.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A few members that a scan should report when it meets them below the top level, at next to no cost. Immutable. */
public final class KeyWatch {

    /** Watches for nothing. */
    public static final KeyWatch NONE = of();

    private static final int MOST_NAMES = 64;
    private static final int LONGEST_NAME = 63;

    private final Map<String, Long> bits;
    private final byte[][] names;
    private final Condition[] conditions;
    private final long lengths;

    private KeyWatch(List<String> labels, List<String> names, List<Condition> conditions) {
        Map<String, Long> bitsOfLabels = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            bitsOfLabels.putIfAbsent(labels.get(i), 1L << i);
        }
        this.bits = Map.copyOf(bitsOfLabels);
        this.names = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.conditions = conditions.toArray(Condition[]::new);
        long nameLengths = 0;
        for (byte[] name : this.names) {
            nameLengths |= 1L << name.length;
        }
        this.lengths = nameLengths;
    }

    /** Which values of a watched name count. */
    private interface Condition {

        boolean holds(byte[] bytes, int value, int length);
    }

    /** Watches for members of these names, whatever their values. */
    public static KeyWatch of(String... names) {
        Builder builder = builder();
        for (String name : names) {
            builder.name(name);
        }
        return builder.build();
    }

    /** A watch for nothing yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** The bit of the label; 0 when it is not watched. */
    long bit(String label) {
        return bits.getOrDefault(label, 0L);
    }

    /** Whether members of that length of name may be watched. */
    boolean mayWatch(int nameLength) {
        return nameLength <= LONGEST_NAME && (lengths >>> nameLength & 1) != 0;
    }

    /** The bits of what is watched for in a member. */
    long bits(byte[] bytes, int name, int nameLength, int value, int valueLength) {
        long met = 0;
        for (int i = 0; i < names.length; i++) {
            byte[] watched = names[i];
            if (watched.length == nameLength
                    && watched[0] == bytes[name]
                    && Arrays.equals(watched, 0, nameLength, bytes, name, name + nameLength)
                    && conditions[i].holds(bytes, value, valueLength)) {
                met |= 1L << i;
            }
        }
        return met;
    }

    /** Gathers at most 64 things to watch for. */
    public static final class Builder {

        private final List<String> labels = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final List<Condition> conditions = new ArrayList<>();

        private Builder() {}

        /** A member of that name, whatever its value; labelled by its name. */
        public Builder name(String name) {
            return add(name, name, (bytes, value, length) -> true);
        }

        /** A member of that name whose value, as JSON, begins with that character; labelled by its name. */
        public Builder beginning(String name, char first) {
            return add(name, name, (bytes, value, length) -> bytes[value] == first);
        }

        /** A member of that name with a text of more than so many bytes as JSON; labelled by its name. */
        public Builder longText(String name, int most) {
            return add(name, name, (bytes, value, length) -> bytes[value] == '"' && length - 2 > most);
        }

        /** A member of that name with that text, which needs no escapes; labelled {@code name=text}. */
        public Builder text(String name, String text) {
            byte[] quoted = ('"' + text + '"').getBytes(StandardCharsets.UTF_8);
            return add(
                    name + '=' + text,
                    name,
                    (bytes, value, length) -> Arrays.equals(quoted, 0, quoted.length, bytes, value, value + length));
        }

        /** A member of that name with a text that begins in one of these ways, as JSON; labelled by its name. */
        public Builder textBeginning(String name, String... starts) {
            byte[][] quoted = quoted("", starts);
            return add(name, name, (bytes, value, length) -> {
                for (byte[] start : quoted) {
                    if (length > start.length
                            && Arrays.equals(start, 0, start.length, bytes, value, value + start.length)) {
                        return true;
                    }
                }
                return false;
            });
        }

        /** A member of that name with a text that is none of these, which need no escapes; labelled by its name. */
        public Builder otherText(String name, String... texts) {
            byte[][] quoted = quoted("\"", texts);
            return add(name, name, (bytes, value, length) -> {
                for (byte[] text : quoted) {
                    if (Arrays.equals(text, 0, text.length, bytes, value, value + length)) {
                        return false;
                    }
                }
                return bytes[value] == '"';
            });
        }

        private static byte[][] quoted(String end, String... texts) {
            return Arrays.stream(texts)
                    .map(text -> ('"' + text + end).getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
        }

        /** The watch. */
        public KeyWatch build() {
            return new KeyWatch(labels, names, conditions);
        }

        private Builder add(String label, String name, Condition condition) {
            if (labels.size() == MOST_NAMES || name.isEmpty() || name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException("cannot watch for " + label + " (expected: at most " + MOST_NAMES
                        + " names of 1 to " + LONGEST_NAME + " letters)");
            }
            labels.add(label);
            names.add(name);
            conditions.add(condition);
            return this;
        }
    }
}
