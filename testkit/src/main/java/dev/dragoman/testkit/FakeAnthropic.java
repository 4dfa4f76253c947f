package dev.dragoman.testkit;

import dev.dragoman.testkit.anthropic.AnthropicProtocol;
import dev.dragoman.testkit.anthropic.AnthropicRules;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/** Anthropic's Messages API, as strict as the real one; the base URL has no version. */
public final class FakeAnthropic extends FakeVendor {

    private FakeAnthropic(VendorSettings settings, AnthropicRules rules) {
        super(new AnthropicProtocol(settings, rules), settings);
    }

    /** Starts on a free port of 127.0.0.1, taking any key and any model. */
    public static FakeAnthropic start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeAnthropic start(VendorSettings settings) {
        return new FakeAnthropic(settings, AnthropicRules.STRICT);
    }

    /**
     * Starts as older versions of the API were: two turns of one role in a row are refused.
     *
     * <p>Today's API joins them, and so does {@link #start()}.
     */
    public static FakeAnthropic requiringAlternation() {
        return new FakeAnthropic(VendorSettings.DEFAULT, AnthropicRules.ALTERNATING);
    }
}
