// The URL, which Tableau logs: nothing of it is secret. Who logs in is in connectionProperties.js.
(function (attr) {
    var parameters = [];

    function add(name, value) {
        if (value) {
            parameters.push(name + "=" + encodeURIComponent(value));
        }
    }

    function host(name) {
        var address = name.replace(/^\[|\]$/g, "");
        return /^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/.test(address) ? "[" + address + "]" : encodeURIComponent(address);
    }

    var encrypted = attr[connectionHelper.attributeSSLMode] === "require";
    add("tls", encrypted ? "true" : "false");
    if (encrypted && attr["v-trust"] === "file") {
        add("trustCertificates", attr["v-certificates"]);
    } else if (encrypted) {
        add("trust", attr["v-trust"]);
    }
    add("applicationName", "Tableau");

    return ["jdbc:colonnade://" + host(attr[connectionHelper.attributeServer])
        + ":" + encodeURIComponent(attr[connectionHelper.attributePort])
        + "/" + encodeURIComponent(attr["v-projection"] || "")
        + "?" + parameters.join("&")];
})
