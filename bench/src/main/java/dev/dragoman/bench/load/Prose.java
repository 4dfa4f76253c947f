package dev.dragoman.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.Supplier;

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

    /** Sentences of so many bytes in UTF-8. */
    public String sentences(int bytes) {
        return fill(bytes, () -> word() + (random.nextInt(12) == 0 ? ". " : " "));
    }

    /** Source code of so many bytes in UTF-8, with the quotes, tabs and line ends that JSON must escape. */
    public String code(int bytes) {
        return fill(bytes, () -> "\t" + word() + ".put(\"" + word() + "\", " + random.nextInt(10_000) + ");\n");
    }

    /** One word. */
    public String word() {
        return words[random.nextInt(words.length)];
    }

    private static String fill(int bytes, Supplier<String> source) {
        StringBuilder text = new StringBuilder(bytes);
        String next = source.get();
        int left = bytes;
        for (int size = utf8(next); size <= left; size = utf8(next)) {
            text.append(next);
            left -= size;
            next = source.get();
        }
        return text.repeat('.', left).toString();
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
