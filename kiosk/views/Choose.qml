import QtQuick
import Look

// One or several of many: bookings, matters, days, times.
Item {
    id: page
    readonly property bool tall: height > width
    readonly property var errand: screen.view.errand
    Title { visible: page.tall; x: 60; y: 176; size: 60; secondSize: 30 }
    Words {
        visible: page.tall && text !== ""
        x: 60; y: 330; width: 960
        objectName: "lead"
        text: page.errand.lead.text
        size: 38; bold: true; fontSizeMode: Text.HorizontalFit; minimumPixelSize: 26
    }
    Words {
        visible: page.tall && text !== ""
        x: 60; y: 388; width: 960
        text: page.errand.lead.second
        size: 26; color: Theme.ink2; elide: Text.ElideRight
    }
    Repeater {
        model: screen.view.choices
        delegate: ChoiceRow { tall: page.tall }
    }
    PagerRow {}
    Repeater {
        model: screen.view.own_keys
        delegate: KeyButton {}
    }
}
