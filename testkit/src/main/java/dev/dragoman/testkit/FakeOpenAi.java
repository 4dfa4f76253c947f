package dev.dragoman.testkit;

import dev.dragoman.testkit.openai.OpenAiProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/** OpenAI's Chat Completions API, as strict as the real one; the base URL ends in {@code /v1}. */
public final class FakeOpenAi extends FakeVendor {

    private FakeOpenAi(VendorSettings settings) {
        super(new OpenAiProtocol(settings), settings);
    }

    /** Starts on a free port of 127.0.0.1, taking any key and any model. */
    public static FakeOpenAi start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeOpenAi start(VendorSettings settings) {
        return new FakeOpenAi(settings);
    }
}
