package dev.dragoman.testkit;

import dev.dragoman.testkit.azure.AzureProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/** An Azure OpenAI resource, in the classic and the v1 URL style; the base URL is the resource's endpoint. */
public final class FakeAzureOpenAi extends FakeVendor {

    private FakeAzureOpenAi(VendorSettings settings) {
        super(new AzureProtocol(settings), settings);
    }

    /** Starts on a free port of 127.0.0.1, taking any key and any model. */
    public static FakeAzureOpenAi start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeAzureOpenAi start(VendorSettings settings) {
        return new FakeAzureOpenAi(settings);
    }
}
