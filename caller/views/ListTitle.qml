import QtQuick
import Look

// The head of a list, with its rule.
Item {
    property alias text: words.text
    height: 59
    Words { id: words; y: 24; size: 20; bold: true; lines: 1.2 }
    Rectangle { y: 58; width: parent.width; height: 1; color: Theme.line }
}
