package dev.dragoman.json;

import dev.dragoman.chance.Dice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes JSON texts of any layout, and spoils them. */
final class Documents {

    private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\t \r\n");
    private static final List<String> NUMBERS =
            List.of("0", "-0", "12", "-7.25", "1e9", "1E+2", "0.5e-3", "123456789012345678901234567890");
    private static final List<String> STRINGS = List.of(
            "",
            "a",
            "plain text that is longer than eight bytes",
            "Zürich",
            "日本",
            "🏔",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\u00e4",
            "\\ud83c\\udfd4",
            "\\ud800",
            "{}",
            "[,]",
            "a\\tb\\u0000c",
            "?");
    // In a name, the parser wants surrogates in pairs.
    private static final List<String> NAMES =
            STRINGS.stream().filter(text -> !text.startsWith("\\ud")).toList();
    private static final byte[] SPOILERS = {
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '\\',
        '0',
        '-',
        '.',
        'e',
        't',
        'n',
        ' ',
        '\n',
        0,
        0x1f,
        0x7f,
        (byte) 0x80,
        (byte) 0xc0,
        (byte) 0xc3,
        (byte) 0xe2,
        (byte) 0xed,
        (byte) 0xf0,
        (byte) 0xf5,
        (byte) 0xff,
        'u',
        '/',
        '\''
    };

    private final Dice dice;
    private final StringBuilder text = new StringBuilder();
    private int names;

    private Documents(Dice dice) {
        this.dice = dice;
    }

    /** An object whose names are all different. */
    static String object(Dice dice) {
        Documents document = new Documents(dice);
        document.space();
        document.object(0);
        document.space();
        return document.text.toString();
    }

    /** The bytes with one to three of them replaced, dropped or added. */
    static byte[] spoiled(String json, Dice dice) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        for (int i = 1 + dice.below(3); i > 0; i--) {
            bytes = spoiled(bytes, dice);
        }
        return bytes;
    }

    private static byte[] spoiled(byte[] bytes, Dice dice) {
        int at = dice.below(bytes.length + 1);
        int dropped = at == bytes.length ? 0 : dice.below(2);
        int added = dice.below(2);
        byte[] spoiled = new byte[bytes.length - dropped + added];
        System.arraycopy(bytes, 0, spoiled, 0, at);
        if (added == 1) {
            spoiled[at] = SPOILERS[dice.below(SPOILERS.length)];
        }
        System.arraycopy(bytes, at + dropped, spoiled, at + added, bytes.length - at - dropped);
        return spoiled;
    }

    private void object(int depth) {
        text.append('{');
        space();
        for (int i = dice.below(5); i > 0; i--) {
            text.append('"').append(one(NAMES)).append(names++).append('"');
            space();
            text.append(':');
            space();
            value(depth + 1);
            space();
            text.append(i > 1 ? "," : "");
            space();
        }
        text.append('}');
    }

    private void array(int depth) {
        text.append('[');
        space();
        for (int i = dice.below(4); i > 0; i--) {
            value(depth + 1);
            space();
            text.append(i > 1 ? "," : "");
            space();
        }
        text.append(']');
    }

    private void value(int depth) {
        switch (dice.below(depth > 4 ? 4 : 6)) {
            case 0 -> text.append('"').append(one(STRINGS)).append(one(STRINGS)).append('"');
            case 1 -> text.append(one(NUMBERS));
            case 2 -> text.append(one(List.of("true", "false", "null")));
            case 3 -> text.append('"').append(one(STRINGS)).append('"');
            case 4 -> object(depth);
            default -> array(depth);
        }
    }

    private void space() {
        text.append(one(SPACES));
    }

    private String one(List<String> choices) {
        return choices.get(dice.below(choices.size()));
    }
}
