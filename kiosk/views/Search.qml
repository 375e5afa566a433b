import QtQuick
import Look

// A service by its first letters: what was typed, what is found, and the letters.
Item {
    id: page
    readonly property bool tall: height > width
    readonly property var errand: screen.view.errand
    Title { visible: page.tall; x: 60; y: 176; size: 60; secondSize: 30 }
    Rectangle {
        x: page.errand.x; y: page.errand.y; width: page.errand.w; height: page.errand.h
        color: Theme.surface; radius: Theme.radius; border.width: Theme.quiet_border; border.color: Theme.ink
        Icon { id: sign; name: "search"; size: page.tall ? 64 : 52; x: 28; anchors.verticalCenter: parent.verticalCenter }
        Words {
            objectName: "typed"
            x: sign.x + sign.width + 28; anchors.verticalCenter: parent.verticalCenter; anchors.verticalCenterOffset: -Theme.lift * font.pixelSize
            text: page.errand.typed === "" ? page.errand.typed_hint : page.errand.typed
            size: page.errand.typed === "" ? (page.tall ? 34 : 26) : (page.tall ? 64 : 52); bold: page.errand.typed !== ""
            color: page.errand.typed === "" ? Theme.ink2 : Theme.ink; lines: 1.2
        }
    }
    Words {
        visible: text !== ""
        x: page.tall ? 60 : 352; y: page.errand.y + page.errand.h + 24; width: page.tall ? 960 : 904
        text: page.errand.lead.text; size: page.tall ? 36 : 26; bold: true; wrapMode: Text.Wrap
    }
    Repeater {
        model: screen.view.choices
        delegate: ChoiceRow { tall: page.tall }
    }
    Repeater {
        model: screen.view.own_keys
        delegate: KeyButton {}
    }
}
