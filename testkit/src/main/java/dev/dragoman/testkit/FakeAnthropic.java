package dev.dragoman.testkit;

import dev.dragoman.testkit.anthropic.AnthropicProtocol;
import dev.dragoman.testkit.anthropic.AnthropicRules;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/** Anthropic's Messages API, as strict as the real one; the base URL has no version. */
public final class FakeAnthropic extends FakeVendor {

    private FakeAnthropic(VendorSettings settings) {
        super(new AnthropicProtocol(settings, AnthropicRules.STRICT), settings);
    }

    /** Starts on a free port of 127.0.0.1, taking any key and any model. */
    public static FakeAnthropic start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeAnthropic start(VendorSettings settings) {
        return new FakeAnthropic(settings);
    }
}
