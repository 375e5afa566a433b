import QtQuick
import Look

// Across the top of every page where nothing is real.
Rectangle {
    color: Theme.white
    Words {
        objectName: "practice"
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -Theme.lift * size
        text: screen.view.band
        size: 36; bold: true; lines: 1.2; color: Theme.night
    }
}
