package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.Sounds;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Amazon Polly at {@code https://polly.<region>.amazonaws.com}; it takes signatures only.
 *
 * @see <a href="https://docs.aws.amazon.com/polly/latest/dg/API_SynthesizeSpeech.html">AWS: SynthesizeSpeech</a>
 */
public final class PollyProtocol implements Protocol {

    private static final FieldTables TABLES = FieldTables.load(PollyProtocol.class, "polly.fields");
    private static final Set<String> VOICES =
            Set.of("Joanna", "Matthew", "Amy", "Brian", "Ivy", "Kendra", "Ruth", "Vicki");
    private static final int LONGEST = 3_000;

    private final Signatures signatures;

    /** The API with these settings. */
    public PollyProtocol(VendorSettings settings) {
        this.signatures = new Signatures(settings.clock(), "polly", "");
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Received receive(RecordedRequest request) {
        try {
            String authorization = request.header("authorization").orElse("");
            if (authorization.isEmpty()) {
                throw BedrockRefusal.of(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
            }
            signatures.require(request, authorization);
            return new Received.Served(speech(request));
        } catch (BedrockRefusal refusal) {
            return new Received.Settled(refusal.reply());
        }
    }

    @Override
    public Reply failure(VendorError error) {
        return BedrockErrors.reply(error);
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        throw new IllegalStateException("this vendor holds no conversations");
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        throw new IllegalStateException("this vendor holds no conversations");
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        throw new IllegalStateException("this vendor holds no conversations");
    }

    @Override
    public byte[] ping(ChatCall call) {
        throw new IllegalStateException("this vendor holds no conversations");
    }

    private static Reply speech(RecordedRequest request) {
        if (!request.path().equals("/v1/speech") || !request.method().equals("POST")) {
            throw BedrockRefusal.of(404, "UnknownOperationException", "");
        }
        JsonNode body = checked(request);
        String text = body.path("Text").asString("");
        if (!VOICES.contains(body.path("VoiceId").asString(""))) {
            throw validation("Value '" + body.path("VoiceId").asString("")
                    + "' at 'voiceId' failed to satisfy constraint: Member must satisfy enum value set");
        }
        if (text.length() > LONGEST) {
            throw BedrockRefusal.of(400, "TextLengthExceededException", "Maximum text length has been exceeded");
        }
        boolean ssml = body.path("TextType").asString("text").equals("ssml");
        if (ssml) {
            requireXml(text);
        }
        String format = body.path("OutputFormat").asString("");
        String spoken = ssml ? text.replaceAll("<[^>]*>", "") : text;
        byte[] sound = Sounds.of(format.startsWith("ogg") ? "ogg" : format.endsWith("law") ? "pcm" : format, spoken);
        String type = format.equals("mp3") ? "audio/mpeg" : format.startsWith("ogg") ? "audio/ogg" : "audio/" + format;
        return Reply.chunked(
                200,
                List.of(
                        new Header("content-type", type),
                        new Header("x-amzn-RequestCharacters", Integer.toString(spoken.length())),
                        BedrockErrors.REQUEST_ID),
                Sounds.pieces(sound));
    }

    private static JsonNode checked(RecordedRequest request) {
        JsonNode body;
        try {
            body = Json.read(request.body());
        } catch (JacksonException wrong) {
            throw BedrockRefusal.of(400, "SerializationException", "");
        }
        List<Violation> violations = TABLES.check(body, "Polly", Reading.EXACT);
        if (!violations.isEmpty()) {
            throw validation("1 validation error detected: " + violations.getFirst());
        }
        return body;
    }

    private static void requireXml(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
        } catch (SAXException wrong) {
            throw BedrockRefusal.of(400, "InvalidSsmlException", "Invalid SSML request");
        } catch (ParserConfigurationException | IOException never) {
            throw new IllegalStateException(never);
        }
    }

    private static BedrockRefusal validation(String message) {
        return BedrockRefusal.of(400, "ValidationException", message);
    }
}
