package dev.dragoman.provider.polly;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.provider.speech.Formats;
import dev.dragoman.provider.speech.SpeechRequest;
import dev.dragoman.provider.speech.Xml;
import java.util.Set;

/**
 * What is spoken: the caller's text, or SSML where the caller wrote it or a speed asks for it.
 *
 * @param hasSpeed whether the speed that was asked for is in it
 * @see <a href="https://docs.aws.amazon.com/polly/latest/dg/prosody-tag.html">AWS: Controlling volume, rate and pitch</a>
 */
record PollyText(String text, boolean ssml, boolean hasSpeed) {

    private static final double FASTEST = 2;
    private static final String GENERATIVE = "generative";

    /** What an engine has words for; voices that are generated know no speed. */
    static Set<String> understood(String engine) {
        return engine.equals(GENERATIVE) ? Set.of() : Set.of("speed");
    }

    static PollyText of(SpeechRequest asked, String engine) {
        boolean ssml = Formats.isSsml(asked.input());
        Double speed = asked.speed();
        if (ssml || speed == null || engine.equals(GENERATIVE)) {
            return new PollyText(asked.input(), ssml, false);
        }
        if (speed > FASTEST) {
            throw new BadRequestException(ErrorDetail.of("speed: " + speed + " (expected: 0.25 to 2 from Amazon Polly)")
                    .withType("invalid_request_error")
                    .withParam("speed"));
        }
        String text = "<speak><prosody rate=\"" + Math.round(speed * 100) + "%\">" + Xml.escaped(asked.input())
                + "</prosody></speak>";
        return new PollyText(text, true, true);
    }
}
