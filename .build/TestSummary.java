import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Tells how the tests of all modules went, with the failed ones in full.
 *
 * <p>Run as {@code java TestSummary.java complete|partial MODULE...}; ends with 1 when a test failed or was skipped, or when
 * after a complete run a module with test sources ran none.
 */
final class TestSummary {

    private static final String OWN_CODE = "dev.dragoman";
    private static final int FRAMES = 6;
    private static final int MESSAGE_LINES = 12;

    record Module(String name, int passed, int failed, int skipped, double seconds) {}

    private final boolean complete;
    private final List<Module> modules = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private TestSummary(boolean complete) {
        this.complete = complete;
    }

    public static void main(String[] args) throws Exception {
        TestSummary summary = new TestSummary(args[0].equals("complete"));
        for (String module : List.of(args).subList(1, args.length)) {
            summary.read(Path.of(module));
        }
        summary.print();
        System.exit(summary.problems.isEmpty() ? 0 : 1);
    }

    private void read(Path module) throws Exception {
        List<Element> tests = new ArrayList<>();
        for (Path report : reports(module.resolve("target/surefire-reports"))) {
            NodeList cases = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                tests.add((Element) cases.item(i));
            }
        }
        count(module, tests);
    }

    private static List<Path> reports(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
            files.forEach(found::add);
        }
        return found.stream().sorted().toList();
    }

    private void count(Path module, List<Element> tests) {
        int failed = 0;
        int skipped = 0;
        double seconds = 0;
        for (Element test : tests) {
            boolean broken = has(test, "failure") || has(test, "error");
            boolean left = has(test, "skipped");
            failed += broken ? 1 : 0;
            skipped += left ? 1 : 0;
            seconds += seconds(test);
            if (broken || left) {
                problems.add(describe(test));
            }
        }
        if (complete && tests.isEmpty() && Files.isDirectory(module.resolve("src/test/java"))) {
            problems.add(module + " ran no test");
        }
        modules.add(new Module(module.toString(), tests.size() - failed - skipped, failed, skipped, seconds));
    }

    private static double seconds(Element test) {
        String time = test.getAttribute("time").replace(",", "");
        return time.isEmpty() ? 0 : Double.parseDouble(time);
    }

    private static boolean has(Element test, String child) {
        return test.getElementsByTagName(child).getLength() > 0;
    }

    private static String describe(Element test) {
        String title = test.getAttribute("classname") + "." + test.getAttribute("name");
        for (String kind : List.of("failure", "error", "skipped")) {
            if (has(test, kind)) {
                return title + " [" + kind + "]\n" + reason((Element) test.getElementsByTagName(kind).item(0));
            }
        }
        return title;
    }

    private static String reason(Element element) {
        StringBuilder out = new StringBuilder();
        int frames = 0;
        int lines = 0;
        for (String line : (element.getAttribute("message") + "\n" + element.getTextContent()).split("\n")) {
            boolean frame = line.startsWith("\tat ");
            boolean keep = frame
                    ? line.contains(OWN_CODE) && frames++ < FRAMES
                    : lines++ < MESSAGE_LINES || line.startsWith("not ok") || line.contains("error:");
            if (keep && !line.isBlank()) {
                out.append("      ").append(line.strip()).append('\n');
            }
        }
        return out.toString();
    }

    private void print() {
        int passed = 0;
        int failed = 0;
        int skipped = 0;
        for (Module module : modules) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-10s %6d passed, %d failed, %d skipped in %.0f s%n",
                    module.name(),
                    module.passed(),
                    module.failed(),
                    module.skipped(),
                    module.seconds());
            passed += module.passed();
            failed += module.failed();
            skipped += module.skipped();
        }
        problems.forEach(problem -> System.out.println("  ✗ " + problem));
        System.out.println(passed + " passed, " + failed + " failed" + (skipped > 0 ? ", " + skipped + " skipped" : ""));
    }
}
