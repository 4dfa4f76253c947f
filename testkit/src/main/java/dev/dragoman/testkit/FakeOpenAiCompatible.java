package dev.dragoman.testkit;

import dev.dragoman.testkit.compatible.CompatibleProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/** A lenient server that speaks OpenAI's format; the base URL ends in {@code /v1}. */
public final class FakeOpenAiCompatible extends FakeVendor {

    private FakeOpenAiCompatible(VendorSettings settings) {
        super(new CompatibleProtocol(settings), settings);
    }

    /** Starts on a free port of 127.0.0.1, taking any key and any model. */
    public static FakeOpenAiCompatible start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeOpenAiCompatible start(VendorSettings settings) {
        return new FakeOpenAiCompatible(settings);
    }
}
