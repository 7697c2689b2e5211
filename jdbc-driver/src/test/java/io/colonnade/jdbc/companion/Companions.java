package io.colonnade.jdbc.companion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The directory in which the build gathers what users take: the jar and the files for the tools. */
final class Companions {
    private static final Path DIRECTORY = Path.of(System.getProperty("companions"));

    private Companions() {}

    static Path file(String name) {
        return DIRECTORY.resolve(name);
    }

    static Document xml(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return xml(in);
        }
    }

    static Document xml(InputStream in) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    /** Returns the elements of a name, in the document's order. */
    static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
