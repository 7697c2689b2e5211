// Who logs in. Tableau hands these to the driver and keeps them out of its logs.
(function (attr) {
    var properties = {};
    var authentication = attr[connectionHelper.attributeAuthentication];
    if (authentication === "auth-user-pass") {
        properties["user"] = attr[connectionHelper.attributeUsername];
        properties["password"] = attr[connectionHelper.attributePassword];
    } else if (authentication === "auth-pass") {
        properties["token"] = attr[connectionHelper.attributePassword];
    }
    return properties;
})
