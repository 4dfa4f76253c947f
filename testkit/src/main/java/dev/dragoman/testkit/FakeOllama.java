package dev.dragoman.testkit;

import dev.dragoman.testkit.ollama.OllamaProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/**
 * A server of Ollama, which reads requests as Ollama's own types do: what it does not know it passes over. Needs no key unless
 * one is set. Models whose name begins with {@code no-tools} or {@code no-thinking} lack the one or the other.
 */
public final class FakeOllama extends FakeVendor {

    private FakeOllama(VendorSettings settings) {
        super(new OllamaProtocol(settings), settings);
    }

    /** Starts on a free port of 127.0.0.1, taking any key and any model. */
    public static FakeOllama start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeOllama start(VendorSettings settings) {
        return new FakeOllama(settings);
    }
}
