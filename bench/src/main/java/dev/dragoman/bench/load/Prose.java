package dev.dragoman.bench.load;

import java.util.SplittableRandom;

/** A source of text that looks written, the same in every run. Not thread-safe. */
public final class Prose {

    private static final String[] ASCII = {
        "the",
        "service",
        "returns",
        "a",
        "response",
        "when",
        "customer",
        "asks",
        "for",
        "invoice",
        "and",
        "we",
        "should",
        "check",
        "whether",
        "token",
        "limit",
        "is",
        "reached",
        "before",
        "calling",
        "model",
        "again",
        "in",
        "region",
        "deployment",
        "latency",
        "budget",
        "of",
        "team",
        "please",
        "summarise",
        "report",
        "with",
        "three",
        "points"
    };
    private static final String[] MULTI_BYTE = {
        "größer",
        "naïve",
        "façade",
        "Übersetzung",
        "λόγος",
        "сервис",
        "запрос",
        "日本語",
        "翻訳",
        "모델",
        "🙂",
        "→",
        "“quoted”",
        "señor",
        "the",
        "model",
        "and",
        "token"
    };

    private final SplittableRandom random;
    private final String[] words;

    private Prose(long seed, String[] words) {
        this.random = new SplittableRandom(seed);
        this.words = words;
    }

    /** English words. */
    public static Prose ascii(long seed) {
        return new Prose(seed, ASCII);
    }

    /** Words of many scripts, most of them longer in UTF-8 than in letters. */
    public static Prose multiByte(long seed) {
        return new Prose(seed, MULTI_BYTE);
    }

    /** So many characters of sentences. */
    public String sentences(int characters) {
        StringBuilder text = new StringBuilder(characters + 32);
        while (text.length() < characters) {
            text.append(word()).append(random.nextInt(12) == 0 ? ". " : " ");
        }
        return cut(text, characters);
    }

    /** So many characters of source code, with the quotes, tabs and line ends that JSON must escape. */
    public String code(int characters) {
        StringBuilder text = new StringBuilder(characters + 64);
        while (text.length() < characters) {
            text.append('\t').append(word()).append(".put(\"").append(word()).append("\", ");
            text.append(random.nextInt(10_000)).append(");\n");
        }
        return cut(text, characters);
    }

    /** One word. */
    public String word() {
        return words[random.nextInt(words.length)];
    }

    private static String cut(StringBuilder text, int characters) {
        boolean splitsPair = characters > 0 && Character.isHighSurrogate(text.charAt(characters - 1));
        text.setLength(splitsPair ? characters - 1 : characters);
        return text.toString();
    }
}
