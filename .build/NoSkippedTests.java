import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Fails a module's build when one of its tests was skipped, disabled or aborted.
 *
 * <p>Run as {@code java NoSkippedTests.java FOLDER}, where the folder holds the XML reports of one module's test run.
 */
final class NoSkippedTests {

    public static void main(String[] args) throws Exception {
        List<String> skipped = new ArrayList<>();
        for (Path report : reports(Path.of(args[0]))) {
            collect(report, skipped);
        }
        if (!skipped.isEmpty()) {
            System.out.println("[ERROR] Skipped tests are not allowed; run or remove:");
            skipped.forEach(test -> System.out.println("[ERROR]   " + test));
            System.exit(1);
        }
    }

    private static List<Path> reports(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            return found.stream().sorted().toList();
        }
    }

    private static void collect(Path report, List<String> skipped) throws Exception {
        NodeList marks = parser().parse(report.toFile()).getElementsByTagName("skipped");
        for (int i = 0; i < marks.getLength(); i++) {
            skipped.add(describe((Element) marks.item(i)));
        }
    }

    private static DocumentBuilder parser() throws ParserConfigurationException {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
    }

    private static String describe(Element mark) {
        Node test = mark.getParentNode();
        String name = test instanceof Element e ? e.getAttribute("classname") + "." + e.getAttribute("name") : "?";
        String reason = mark.getAttribute("message");
        return reason.isBlank() ? name : name + ": " + reason;
    }
}
