pragma Singleton
import QtQuick

// Texts of the catalogue. Reading Catalogue.language here makes every binding follow a change of language.
QtObject {
    readonly property string language: Catalogue.language
    readonly property string second: Catalogue.second

    function say(key, fields) {
        return Catalogue.say(Catalogue.language, key, fields === undefined ? {} : fields)
    }
    // The same text in the language of the small second line; empty where there is none.
    function other(key, fields) {
        return !Catalogue.has_second ? "" : Catalogue.say(Catalogue.second, key, fields === undefined ? {} : fields)
    }
    function count(key, n, fields) {
        return Catalogue.count(Catalogue.language, key, n, fields === undefined ? {} : fields)
    }
    // A text in a named language, whatever the screen speaks.
    function sayIn(language, key, fields) {
        return Catalogue.say(language, key, fields === undefined ? {} : fields)
    }
}
