package io.colonnade.server.policytest;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Outcomes in the XML that continuous integration reads. Stateless. */
public final class JUnitReport {
    private static final double NANOS = 1e9;

    private JUnitReport() {}

    /** Writes all outcomes of a file. */
    public static String of(String file, List<PolicyTestRun.Outcome> outcomes) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", file);
            xml.writeAttribute("tests", Integer.toString(outcomes.size()));
            long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
            xml.writeAttribute("failures", Long.toString(failed));
            xml.writeAttribute("errors", "0");
            for (PolicyTestRun.Outcome outcome : outcomes) {
                write(xml, file, outcome);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a writer into memory cannot fail", e);
        }
        return text.toString();
    }

    private static void write(XMLStreamWriter xml, String file, PolicyTestRun.Outcome outcome)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", file);
        xml.writeAttribute("name", plain(outcome.test().name()));
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", outcome.nanos() / NANOS));
        if (!outcome.passed()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", plain(outcome.differences().get(0)));
            xml.writeCharacters(plain(outcome.test().location() + "\n" + String.join("\n", outcome.differences())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** Values of a result may hold what XML cannot. */
    private static String plain(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
    }
}
