package dev.dragoman.testkit.speech;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Heard;
import dev.dragoman.testkit.vendor.Sounds;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.FormData;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Azure AI Speech at {@code https://<region>.tts.speech.microsoft.com}. */
final class AzureSpeech extends SpeechVendor {

    private static final Map<String, String> FORMATS = Map.of(
            "audio-24khz-48kbitrate-mono-mp3", "mp3",
            "ogg-48khz-16bit-mono-opus", "opus",
            "riff-24khz-16bit-mono-pcm", "wav",
            "raw-24khz-16bit-mono-pcm", "pcm",
            "raw-8khz-8bit-mono-mulaw", "pcm");

    AzureSpeech(VendorSettings settings) {
        super(settings);
    }

    @Override
    Reply answer(RecordedRequest request) {
        requireKey(request, "ocp-apim-subscription-key", "", "");
        requirePost(request);
        if (request.path().equals("/speechtotext/transcriptions:transcribe")) {
            return text(request);
        }
        if (!request.path().equals("/cognitiveservices/v1")) {
            throw notFound(request);
        }
        if (!request.header("content-type").orElse("").equals("application/ssml+xml")) {
            throw new SpeechRefusal(415, "", "Unsupported media type");
        }
        if (request.header("user-agent").orElse("").isEmpty()) {
            throw new SpeechRefusal(400, "", "User-Agent header is required");
        }
        String format = FORMATS.get(request.header("x-microsoft-outputformat").orElse(""));
        if (format == null) {
            throw new SpeechRefusal(400, "", "Unsupported output format");
        }
        String type = format.equals("mp3") ? "audio/mpeg" : format.equals("opus") ? "audio/ogg" : "audio/x-wav";
        byte[] sound = Sounds.of(format, spoken(request.body()));
        return Reply.chunked(200, List.of(new Header("content-type", type)), Sounds.pieces(sound));
    }

    private static Reply text(RecordedRequest request) {
        requireQuery(request, Set.of("api-version"), 400);
        if (!request.query().containsKey("api-version")) {
            throw new SpeechRefusal(404, "NotFound", "The resource was not found.");
        }
        FormData form = Recordings.form(request, 400);
        String definition = form.text("definition")
                .orElseThrow(() -> new SpeechRefusal(400, "InvalidRequest", "The definition is missing."));
        JsonNode told = checked(Json.read(definition), "AzureTranscript", 400);
        FormData.Part audio =
                form.file("audio").orElseThrow(() -> new SpeechRefusal(400, "InvalidRequest", "The audio is missing."));
        if (!Recordings.isSound(audio.bytes())) {
            throw new SpeechRefusal(422, "UnprocessableEntity", "The audio file is in an unsupported format.");
        }
        Heard heard = Heard.in(audio.bytes());
        ObjectNode reply = Json.object().put("durationMilliseconds", Math.round(1000 * heard.seconds()));
        reply.putArray("combinedPhrases").addObject().put("text", heard.text());
        ObjectNode phrase = reply.putArray("phrases")
                .addObject()
                .put("offsetMilliseconds", 0)
                .put("durationMilliseconds", Math.round(1000 * heard.seconds()))
                .put("text", heard.text())
                .put("locale", told.path("locales").path(0).asString("en-US"))
                .put("confidence", 0.9);
        ArrayNode words = phrase.putArray("words");
        heard.words()
                .forEach(word -> words.addObject()
                        .put("text", word.text())
                        .put("offsetMilliseconds", Math.round(1000 * word.start()))
                        .put("durationMilliseconds", Math.round(1000 * (word.end() - word.start()))));
        return json(200, reply);
    }

    private static String spoken(byte[] ssml) {
        Document document = parsed(ssml);
        Element speak = document.getDocumentElement();
        NodeList voices = document.getElementsByTagNameNS("http://www.w3.org/2001/10/synthesis", "voice");
        if (!"speak".equals(speak.getLocalName()) || !speak.hasAttribute("version") || voices.getLength() == 0) {
            throw new SpeechRefusal(400, "", "Invalid SSML: speak with a version and a voice is expected");
        }
        String voice = ((Element) voices.item(0)).getAttribute("name");
        if (!voice.matches("[a-z]{2,3}-[A-Z]{2}-[A-Za-z]+Neural")) {
            throw new SpeechRefusal(400, "", "Unsupported voice " + voice + ".");
        }
        return speak.getTextContent();
    }

    private static Document parsed(byte[] ssml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(ssml));
        } catch (SAXException wrong) {
            throw new SpeechRefusal(400, "", "Invalid SSML: " + wrong.getMessage());
        } catch (ParserConfigurationException | IOException never) {
            throw new IllegalStateException(never);
        }
    }

    /** Azure says most in the status alone. */
    @Override
    Reply refusal(int status, String code, String message) {
        return code.isEmpty()
                ? Reply.text(status, "text/plain; charset=utf-8", message)
                : json(status, Json.object().put("code", code).put("message", message));
    }
}
