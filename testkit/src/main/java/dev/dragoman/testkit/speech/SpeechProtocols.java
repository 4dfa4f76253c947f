package dev.dragoman.testkit.speech;

import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.VendorSettings;

/** Where these vendors' protocols come from. */
public final class SpeechProtocols {

    private SpeechProtocols() {}

    /** Google Cloud Text-to-Speech. */
    public static Protocol google(VendorSettings settings) {
        return new GoogleSpeech(settings);
    }

    /** ElevenLabs. */
    public static Protocol elevenLabs(VendorSettings settings) {
        return new ElevenLabs(settings);
    }

    /** Deepgram. */
    public static Protocol deepgram(VendorSettings settings) {
        return new Deepgram(settings);
    }

    /** MiniMax. */
    public static Protocol miniMax(VendorSettings settings) {
        return new MiniMax(settings);
    }

    /** Azure AI Speech. */
    public static Protocol azure(VendorSettings settings) {
        return new AzureSpeech(settings);
    }

    /** AssemblyAI. */
    public static Protocol assemblyAi(VendorSettings settings) {
        return new AssemblyAi(settings);
    }

    /** Runway. */
    public static Protocol runway(VendorSettings settings) {
        return new Runway(settings);
    }
}
