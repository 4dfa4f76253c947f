package dev.dragoman.testkit;

import dev.dragoman.testkit.gigachat.GigaChatProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/** Sber's GigaChat, as strict as Sber's SDK, with its token desk at {@code /api/v2/oauth}. */
public final class FakeGigaChat extends FakeVendor {

    private FakeGigaChat(VendorSettings settings) {
        super(new GigaChatProtocol(settings), settings);
    }

    /** Starts on a free port of 127.0.0.1, taking any key and any model. */
    public static FakeGigaChat start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeGigaChat start(VendorSettings settings) {
        return new FakeGigaChat(settings);
    }

    /** Where tokens are given out. */
    public String tokenUrl() {
        return "http://127.0.0.1:" + port() + "/api/v2/oauth";
    }
}
