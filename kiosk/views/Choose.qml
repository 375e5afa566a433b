import QtQuick
import Look

// One or several of many: bookings, matters, days, times.
Item {
    id: page
    readonly property bool tall: height > width
    readonly property bool large: screen.view.is_large
    readonly property var errand: screen.view.errand
    Title { visible: page.tall; x: 60; y: 176; size: page.large ? 78 : 60; secondSize: 30 }
    Words {
        visible: page.tall && !page.large && text !== ""
        x: 60; y: 330; width: 960
        objectName: visible ? "lead" : ""
        text: page.errand.lead.text
        size: 38; bold: true; fontSizeMode: Text.HorizontalFit; minimumPixelSize: 26
    }
    Name {
        visible: page.tall && page.large && text !== ""
        x: 60; y: 330; width: 960
        objectName: visible ? "lead" : ""
        text: page.errand.lead.text
        size: 50; smallest: 42
    }
    Words {
        visible: page.tall && text !== ""
        x: 60; y: 388; width: 960
        text: page.errand.lead.second
        size: 26; color: Theme.ink2; elide: Text.ElideRight
    }
    Repeater {
        model: screen.view.choices
        delegate: ChoiceRow { tall: page.tall; large: page.large }
    }
    PagerRow {}
    Repeater {
        model: screen.view.own_keys
        delegate: KeyButton {}
    }
}
