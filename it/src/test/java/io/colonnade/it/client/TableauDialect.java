package io.colonnade.it.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The dialect of the connector as it is shipped: every piece of SQL that Tableau makes of a function. Immutable. */
final class TableauDialect {
    private static final String EVERY_FUNCTION = "";

    private final Element root;
    private final Map<String, Map<String, String>> parts = new LinkedHashMap<>();

    private TableauDialect(Element root) {
        this.root = root;
        for (Element group : elements(root, "date-part-group")) {
            List<Element> of = elements(group, "date-function");
            Map<String, String> names = new LinkedHashMap<>();
            elements(group, "part").forEach(part -> names.put(part.getAttribute("name"), part.getAttribute("value")));
            parts.put(of.isEmpty() ? EVERY_FUNCTION : of.get(0).getAttribute("name"), names);
        }
    }

    static TableauDialect of(Path taco) throws IOException {
        try (ZipFile zip = new ZipFile(taco.toFile());
                InputStream in = zip.getInputStream(zip.getEntry("dialect.tdd"))) {
            return new TableauDialect(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    /** Returns every formula of every function, those of dates once for each part of a date. */
    List<Formula> formulas() {
        List<Formula> formulas = new ArrayList<>();
        for (Element function : elements(root, "function")) {
            boolean aggregate = function.getAttribute("group").equals("aggregate");
            elements(function, "formula").forEach(f -> formulas.add(formula(function, "", f, aggregate)));
            elements(function, "unagg-formula").forEach(f -> formulas.add(formula(function, "", f, false)));
        }
        for (Element function : elements(root, "date-function")) {
            if (function.getElementsByTagName("formula").getLength() > 0) {
                formulas.addAll(ofDates(function));
            }
        }
        return formulas;
    }

    private List<Formula> ofDates(Element function) {
        String name = function.getAttribute("name");
        List<Formula> formulas = new ArrayList<>();
        parts.getOrDefault(name, parts.get(EVERY_FUNCTION)).forEach((part, word) -> {
            List<Element> all = elements(function, "formula");
            all.stream()
                    .filter(f -> f.getAttribute("part").equals(part))
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(f -> f.getAttribute("part").isEmpty())
                            .findFirst())
                    .ifPresent(
                            f -> formulas.add(formula(function, part, f, false).with(word)));
        });
        return formulas;
    }

    private static Formula formula(Element function, String part, Element formula, boolean aggregate) {
        List<String> types = elements(function, "argument").stream()
                .map(argument -> argument.getAttribute("type"))
                .toList();
        return new Formula(function.getAttribute("name"), part, types, formula.getTextContent(), aggregate);
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /**
     * What becomes of a function.
     *
     * @param name the function's name in Tableau
     * @param part of which part of a date it is asked, or nothing
     * @param types of its arguments
     * @param template the SQL with {@code %1} and so on for the arguments
     * @param aggregate whether it takes many rows
     */
    record Formula(String name, String part, List<String> types, String template, boolean aggregate) {
        /** Puts in the word for the part of a date, which is the first argument of such functions. */
        Formula with(String word) {
            return new Formula(name, part, types, template.replace("%1", word), aggregate);
        }

        String sql(List<String> arguments) {
            String sql = template;
            for (int i = arguments.size(); i > 0; i--) {
                sql = sql.replace("%" + i, arguments.get(i - 1));
            }
            return sql;
        }
    }
}
