import QtQuick
import Look

// What clerks before noted of the visit, as a panel above the bar.
Rectangle {
    id: strip
    width: 720; height: 52
    color: Theme.surface
    Words {
        id: label
        x: 16; y: 7
        text: screen.view.notes_label; size: 15; color: Theme.ink2; lines: 1.3
    }
    Words {
        objectName: "notes"
        x: label.x + label.width + 12; y: 7
        width: parent.width - x - 16
        text: screen.view.notes; size: 15; bold: true; lines: 1.3
        wrapMode: Text.Wrap; maximumLineCount: 2; elide: Text.ElideRight
    }
    Rectangle { anchors.fill: parent; color: "transparent"; border.width: 2; border.color: Theme.ink }
}
