package dev.dragoman.library;

import dev.dragoman.Dragoman;
import dev.dragoman.DragomanBuilder;
import dev.dragoman.testkit.FakeAnthropic;
import dev.dragoman.testkit.FakeBedrock;
import dev.dragoman.testkit.FakeGemini;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.vendor.FakeVendor;
import java.util.Map;
import java.util.Objects;

/** Fake vendors of four dialects, and a library that knows their addresses and keys and nothing of this machine. */
public final class Vendors implements AutoCloseable {

    public static final String OPENAI = "openai/gpt-4o";
    public static final String ANTHROPIC = "anthropic/claude-sonnet-4-5";
    public static final String GEMINI = "gemini/gemini-2.5-flash";
    public static final String BEDROCK = "bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0";

    private final Map<String, FakeVendor> byName = Map.of(
            "openai", FakeOpenAi.start(),
            "anthropic", FakeAnthropic.start(),
            "gemini", FakeGemini.start(),
            "bedrock", FakeBedrock.start());

    /** The vendor of a model or of that name. */
    public FakeVendor of(String model) {
        return Objects.requireNonNull(byName.get(provider(model)), model);
    }

    /** The provider of a model. */
    static String provider(String model) {
        int slash = model.indexOf('/');
        return slash < 0 ? model : model.substring(0, slash);
    }

    void answer(String model, Answer... answers) {
        of(model).answers(answers);
    }

    /** A library that knows the vendors and nothing of this machine. */
    public DragomanBuilder builder() {
        DragomanBuilder builder =
                Dragoman.builder().environment(Map.of()).setting("bedrock", "aws_region_name", "us-east-1");
        byName.forEach((name, vendor) -> builder.key(name, "key-1").apiBase(name, vendor.baseUrl()));
        return builder;
    }

    int requests() {
        return byName.values().stream()
                .mapToInt(vendor -> vendor.requests().size())
                .sum();
    }

    @Override
    public void close() {
        byName.values().forEach(FakeVendor::close);
    }
}
