import QtQuick
import Look

// The zone in its colour, which windows stand here, the hall, the date and the time.
Rectangle {
    id: strip
    readonly property bool tall: height > 150
    color: screen.view.colour

    Name {
        id: zone
        objectName: "zone"
        x: 48
        y: strip.tall ? 75 - height / 2 : Math.round((strip.height - height) / 2 - Theme.lift * size)
        text: screen.view.zone.text
        size: strip.tall ? 88 : 72; smallest: strip.tall ? 52 : 44; mostLines: 1
        color: Theme.white
        width: Math.min(implicitWidth, strip.tall ? time.x - 48 - 24 - windows.implicitWidth - 32 : 560)
        height: implicitHeight
    }
    Column {
        id: under
        readonly property real room: 340
        visible: !strip.tall
        anchors.left: zone.right
        anchors.leftMargin: 32
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -2
        Words {
            text: screen.view.windows; size: 34; lines: 1.15; color: Theme.white
            width: Math.min(implicitWidth, under.room)
            elide: Text.ElideRight
        }
        Words {
            visible: text !== ""
            text: screen.view.zone.second; size: 26; lines: 1.15; color: Theme.white
            width: Math.min(implicitWidth, under.room)
            elide: Text.ElideRight
        }
    }
    Words {
        id: windows
        visible: strip.tall
        anchors.left: zone.right
        anchors.leftMargin: 28
        y: 70
        text: screen.view.windows; size: 40; color: Theme.white
    }
    Words {
        visible: strip.tall
        x: 48; y: 128
        width: Math.min(implicitWidth, date.x - 48 - 32)
        elide: Text.ElideRight
        text: screen.view.under
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
        visible: !strip.tall && width > 150
        anchors.right: rule.left
        anchors.rightMargin: 32
        y: date.y
        width: Math.min(implicitWidth, rule.x - 32 - (under.x + under.width) - 40)
        text: screen.view.hall
        size: 34; lines: 1.2; color: Theme.white
        elide: Text.ElideRight
    }
}
