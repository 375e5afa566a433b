import QtQuick
import Look

// The zone in its colour, which windows stand here, the hall, the date and the time.
Rectangle {
    id: strip
    property bool tall
    color: screen.view.colour

    Words {
        id: zone
        objectName: "zone"
        x: 48
        y: strip.tall ? 22 : Math.round((strip.height - height) / 2 - Theme.lift * size)
        text: screen.view.zone.text
        size: strip.tall ? 88 : 72; bold: true; lines: 1.2
        color: Theme.white
        width: Math.min(implicitWidth, strip.tall ? 420 : 560)
        elide: Text.ElideRight
    }
    Column {
        visible: !strip.tall
        anchors.left: zone.right
        anchors.leftMargin: 32
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -2
        Words { text: screen.view.windows.text; size: 34; lines: 1.15; color: Theme.white }
        Words { visible: text !== ""; text: screen.view.zone.second; size: 26; lines: 1.15; color: Theme.white }
    }
    Words {
        visible: strip.tall
        anchors.left: zone.right
        anchors.leftMargin: 28
        anchors.baseline: zone.baseline
        text: screen.view.windows.text; size: 40; color: Theme.white
    }
    Words {
        visible: strip.tall
        x: 48; y: 128
        text: screen.view.zone.second + (screen.view.windows.second === "" ? "" : ", " + screen.view.windows.second)
        size: 28; lines: 1.2; color: Theme.white
    }

    Words {
        id: time
        objectName: "time"
        anchors.right: parent.right
        anchors.rightMargin: 48
        y: strip.tall ? 28 : Math.round((strip.height - height) / 2 - Theme.lift * size)
        text: screen.view.clock.time
        size: strip.tall ? 92 : 76; bold: true; lines: 1.0
        color: Theme.white
    }
    Words {
        id: date
        visible: text !== ""
        anchors.right: strip.tall ? time.right : time.left
        anchors.rightMargin: strip.tall ? 0 : 36
        y: strip.tall ? 126 : Math.round((strip.height - height) / 2 - Theme.lift * size)
        text: screen.view.clock.line
        size: strip.tall ? 30 : 34; lines: 1.2; color: Theme.white
    }
    Rectangle {
        id: rule
        visible: !strip.tall
        anchors.right: date.left
        anchors.rightMargin: 32
        anchors.verticalCenter: parent.verticalCenter
        width: 2; height: 60
        color: Theme.white
        opacity: 0.5
    }
    Words {
        objectName: "hall"
        visible: !strip.tall
        anchors.right: rule.left
        anchors.rightMargin: 32
        y: date.y
        width: Math.min(implicitWidth, 620)
        text: screen.view.hall
        size: 34; lines: 1.2; color: Theme.white
        elide: Text.ElideRight
    }
}
