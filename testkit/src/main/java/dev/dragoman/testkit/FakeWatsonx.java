package dev.dragoman.testkit;

import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.watsonx.WatsonxProtocol;

/** IBM watsonx.ai, as strict as IBM's API reference, with IBM Cloud's token desk at {@code /identity/token}. */
public final class FakeWatsonx extends FakeVendor {

    private FakeWatsonx(VendorSettings settings) {
        super(new WatsonxProtocol(settings), settings);
    }

    /** Starts on a free port of 127.0.0.1, taking any key and any model. */
    public static FakeWatsonx start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeWatsonx start(VendorSettings settings) {
        return new FakeWatsonx(settings);
    }

    /** Where tokens are given out. */
    public String tokenUrl() {
        return baseUrl() + "/identity/token";
    }
}
