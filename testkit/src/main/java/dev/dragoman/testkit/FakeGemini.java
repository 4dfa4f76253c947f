package dev.dragoman.testkit;

import dev.dragoman.testkit.gemini.GeminiProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/** Google's Gemini API, as strict as the real one; the base URL has no version. */
public final class FakeGemini extends FakeVendor {

    private FakeGemini(VendorSettings settings) {
        super(new GeminiProtocol(settings), settings);
    }

    /** Starts on a free port of 127.0.0.1, taking any key and any model. */
    public static FakeGemini start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeGemini start(VendorSettings settings) {
        return new FakeGemini(settings);
    }
}
